"""Results and charts become HTML, PDF and Excel."""
