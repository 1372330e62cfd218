def repaired(lines):
    return lines
