"""The way in and the account: sign-in, invitations, sessions, password, second factor, passkeys, tokens."""
