"""Tests in a real browser: Chromium without a screen, driven over HTTP by chromedriver."""
