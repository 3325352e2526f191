# not met: S2-19
# undecided:
# exit: 1
DELETE WHERE { ex:fagligt <http://www.w3.org/ns/org#subOrganizationOf> ex:klyngerne }
