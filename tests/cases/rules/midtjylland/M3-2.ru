# not met: 
# undecided: M3-2
DELETE WHERE { ex:rygestop-vilkaar <http://purl.org/dc/terms/description> ?x }
