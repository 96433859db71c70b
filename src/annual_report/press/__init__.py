"""The press: charts, downloads, web book and PDF, made from the release alone."""
