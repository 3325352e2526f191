# not met: S2-8
# undecided:
# exit: 1
DELETE WHERE { ex:arbejdsgruppe aft:harRolle id:rolle\/rol-sekretaer-regional }
