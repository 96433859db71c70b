"""Running the notebooks: parameters checked, papermill side by side, outputs gathered."""
