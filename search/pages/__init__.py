"""What each page shows, whatever form it takes."""
