"""The assistant put beside what experts decided: cases, measures, reports and the gate."""
