# not met: 
# undecided: V4.1-10
# exit: 0
DELETE WHERE { ex:del-kapacitet <http://purl.org/dc/terms/description> ?text }
