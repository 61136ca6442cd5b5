"""The checks of tools/check_layout, one topic a module. Each has faults(root), giving (place, words)."""
