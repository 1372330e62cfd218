"""What a document says of itself: header, portal fields, issuer, signer."""
