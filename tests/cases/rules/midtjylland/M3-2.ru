# not met: M3-2
# undecided: 
DELETE WHERE { ex:rygestop-vilkaar <http://purl.org/dc/terms/description> ?x }
