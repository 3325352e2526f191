# not met: V3.6-2
# undecided: 
# exit: 1
DELETE WHERE { ex:aftale aft:harFrist ex:flyttet-frist }
