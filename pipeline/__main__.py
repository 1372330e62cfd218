"""`python -m nhiemvu` is the command `nhiemvu`."""

import sys

from .cli import main

sys.exit(main())
