# not met: V6-15
# undecided: 
# exit: 0
PREFIX prov: <http://www.w3.org/ns/prov#>
DELETE DATA { ex:aftale prov:wasDerivedFrom ex:forrige-slut }
