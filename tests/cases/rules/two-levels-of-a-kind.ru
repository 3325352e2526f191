# not met: V2.1-1
# undecided: 
# exit: 0
PREFIX rolle: <https://w3id.org/aftalegraf/id/rolle/>
PREFIX org: <http://www.w3.org/ns/org#>
INSERT DATA { ex:nord-styregruppe a aft:KlyngePolitiskNiveau , aft:Forum ; org:subOrganizationOf ex:nord ; aft:harFormand rolle:act-regionsraadsformand , rolle:rol-borgmester ; aft:harSammensaetning ex:nord-regionsraad , ex:nord-borgmestre , ex:nord-laeger ; aft:inddrager ex:patientudvalg ; aft:moedesMedFrekvens ex:to-gange . ex:nord-sekretariat aft:sekretariatsbetjener ex:nord-styregruppe . ex:udvalg aft:inddrager ex:nord-styregruppe }
