"""What peers are made of; run by the Python of the peers' own venv, which has nothing of ours."""
