"""The reviewers' and case officers' desk: the queue, the case, opinions, context, and stopping a notice."""
