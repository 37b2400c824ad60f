"""The listing office: what the Security Council listed, published on its resolution and on nobody's opinion."""
