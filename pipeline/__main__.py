"""`python -m pipeline` is the command `nhiemvu`."""

import sys

from pipeline.cli import main

sys.exit(main())
