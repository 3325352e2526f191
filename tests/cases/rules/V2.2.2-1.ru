# not met: V2.2.2-1
# undecided: 
# exit: 0
DELETE WHERE { ex:implementeringsplan aft:vedroerer ex:aftale }
