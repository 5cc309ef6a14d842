"""Turns off everything that could send words away, and threads that spin while they wait; imported before any library that might."""

import logging
import os

OFFLINE = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
    "ANONYMIZED_TELEMETRY": "False",
    "TOKENIZERS_PARALLELISM": "false",
    "ORT_DISABLE_TELEMETRY": "1",
    # each of these would send every prompt to a tracing service
    "LANGSMITH_TRACING": "false",
    "LANGSMITH_TRACING_V2": "false",
    "LANGCHAIN_TRACING": "false",
    "LANGCHAIN_TRACING_V2": "false",
    "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
}
# two models answer in turn: threads of one that spin when it is done would hold the cores that the other needs (a fifth of an answer)
PATIENT = {"OMP_WAIT_POLICY": "PASSIVE"}


def hush() -> None:
    """Set every switch of OFFLINE, whatever the environment said, PATIENT where it said nothing, and quieten chatty loggers."""
    os.environ.update(OFFLINE)
    for name, value in PATIENT.items():
        os.environ.setdefault(name, value)
    for name in ("transformers", "sentence_transformers", "presidio-analyzer", "chromadb", "httpx", "bm25s"):
        logging.getLogger(name).setLevel(logging.ERROR)


hush()
