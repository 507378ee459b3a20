"""The pages: the only place that knows streamlit."""
