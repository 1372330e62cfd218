"""What is good and what is wrong: checks, the survey of many documents, scores against annotations."""
