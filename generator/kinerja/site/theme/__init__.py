"""The theme `kinerja`: Material with our own head, foot, colours and print. Templates only."""
