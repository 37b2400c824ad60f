"""Many questions at once: answers on disk as they come, and engines that give them."""
