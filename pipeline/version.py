"""The version of the package, for those below its public face."""

VERSION = "0.1.0"
