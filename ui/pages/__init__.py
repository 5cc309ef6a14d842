"""One page a file; each draws itself with the assistant it is handed."""
