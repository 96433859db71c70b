"""What a person checks before a release is published, and the sign-off that says so."""
