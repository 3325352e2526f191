# not met: S2-19
# undecided:
# exit: 1
DELETE WHERE { ex:politisk <http://www.w3.org/ns/org#subOrganizationOf> ex:klyngerne }
