# not met: S4-5
# undecided:
# exit: 1
DELETE WHERE { id:sundhedssamarbejdsudvalg\/for-ssu-syd aft:udfoerer ?x }
