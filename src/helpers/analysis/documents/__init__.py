"""What the sources print beside the indicator table: roadmap, programmes, policies, funds."""
