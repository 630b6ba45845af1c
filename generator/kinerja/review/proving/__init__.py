"""Records once more against history, forge and branch protection: was it so, and might they?"""
