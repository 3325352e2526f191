# not met: S2-19
# undecided:
# exit: 1
DELETE WHERE { ex:implementering <http://www.w3.org/ns/org#subOrganizationOf> id:sundhedsklynge\/clu-lillebaelt }
