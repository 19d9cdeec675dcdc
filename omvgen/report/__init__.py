"""Reports: findings and changes as text and as data, from one set each."""
