"""What officers do to a release that is to be kept: sign it, and correct it once it is published."""
