# not met: V5.1-6d
# undecided: V3.6-6 V6-6
# exit: 0
DELETE WHERE { ex:aftale aft:ikrafttraedelsesdato ?x }
