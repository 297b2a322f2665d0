"""What ``toc bench`` measures of the admin: whole answers, and a long list beside Flask-Admin's."""
