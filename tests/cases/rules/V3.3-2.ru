# not met: V3.3-2
# undecided: 
# exit: 0
DELETE WHERE { ex:aftale aft:saetterRammerFor ex:almen-praksis }
