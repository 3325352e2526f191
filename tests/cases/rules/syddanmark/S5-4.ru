# not met: S5-4
# undecided:
# exit: 1
DELETE WHERE { id:forum\/for-koordination-syd aft:udarbejder ex:slut }
