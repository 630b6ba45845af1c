"""What no schema can say: rules between values, records and files, told as findings."""
