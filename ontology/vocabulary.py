"""Constants for every term in use, one class per prefix; generated from zis.ttl, never edited by hand.

Regenerate with `python -m zisgraph.ontology.vocabulary_generator`.
"""

# ruff: noqa: N815 (the names are those of the terms)

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final


class ZIS:
    """Terms of <https://w3id.org/zisgraph/ontology#>."""

    NAMESPACE: Final = "https://w3id.org/zisgraph/ontology#"
    AccessCondition: Final = "https://w3id.org/zisgraph/ontology#AccessCondition"
    AnalysisRun: Final = "https://w3id.org/zisgraph/ontology#AnalysisRun"
    Association: Final = "https://w3id.org/zisgraph/ontology#Association"
    BoardMembership: Final = "https://w3id.org/zisgraph/ontology#BoardMembership"
    Body: Final = "https://w3id.org/zisgraph/ontology#Body"
    BuildingDesign: Final = "https://w3id.org/zisgraph/ontology#BuildingDesign"
    Candidacy: Final = "https://w3id.org/zisgraph/ontology#Candidacy"
    ChamberOfCommerce: Final = "https://w3id.org/zisgraph/ontology#ChamberOfCommerce"
    Citation: Final = "https://w3id.org/zisgraph/ontology#Citation"
    Collaboration: Final = "https://w3id.org/zisgraph/ontology#Collaboration"
    CollaborationGap: Final = "https://w3id.org/zisgraph/ontology#CollaborationGap"
    Company: Final = "https://w3id.org/zisgraph/ontology#Company"
    CompanySite: Final = "https://w3id.org/zisgraph/ontology#CompanySite"
    CompetenceCentre: Final = "https://w3id.org/zisgraph/ontology#CompetenceCentre"
    Consortium: Final = "https://w3id.org/zisgraph/ontology#Consortium"
    Coordination: Final = "https://w3id.org/zisgraph/ontology#Coordination"
    CostItem: Final = "https://w3id.org/zisgraph/ontology#CostItem"
    CouncilMembership: Final = "https://w3id.org/zisgraph/ontology#CouncilMembership"
    Dataset: Final = "https://w3id.org/zisgraph/ontology#Dataset"
    DigitalInnovationHub: Final = "https://w3id.org/zisgraph/ontology#DigitalInnovationHub"
    District: Final = "https://w3id.org/zisgraph/ontology#District"
    DistrictMembership: Final = "https://w3id.org/zisgraph/ontology#DistrictMembership"
    DuplicatedSpecialisation: Final = "https://w3id.org/zisgraph/ontology#DuplicatedSpecialisation"
    Equipment: Final = "https://w3id.org/zisgraph/ontology#Equipment"
    ExtendedPartnership: Final = "https://w3id.org/zisgraph/ontology#ExtendedPartnership"
    Facility: Final = "https://w3id.org/zisgraph/ontology#Facility"
    Finding: Final = "https://w3id.org/zisgraph/ontology#Finding"
    Foundation: Final = "https://w3id.org/zisgraph/ontology#Foundation"
    Founding: Final = "https://w3id.org/zisgraph/ontology#Founding"
    Funding: Final = "https://w3id.org/zisgraph/ontology#Funding"
    GapCell: Final = "https://w3id.org/zisgraph/ontology#GapCell"
    Grant: Final = "https://w3id.org/zisgraph/ontology#Grant"
    Hospital: Final = "https://w3id.org/zisgraph/ontology#Hospital"
    Hosting: Final = "https://w3id.org/zisgraph/ontology#Hosting"
    IdentityJudgement: Final = "https://w3id.org/zisgraph/ontology#IdentityJudgement"
    Incubator: Final = "https://w3id.org/zisgraph/ontology#Incubator"
    Indicator: Final = "https://w3id.org/zisgraph/ontology#Indicator"
    InnovationEcosystem: Final = "https://w3id.org/zisgraph/ontology#InnovationEcosystem"
    InterestDeclaration: Final = "https://w3id.org/zisgraph/ontology#InterestDeclaration"
    ItsAcademy: Final = "https://w3id.org/zisgraph/ontology#ItsAcademy"
    ItsSite: Final = "https://w3id.org/zisgraph/ontology#ItsSite"
    Kpi: Final = "https://w3id.org/zisgraph/ontology#Kpi"
    KpiTarget: Final = "https://w3id.org/zisgraph/ontology#KpiTarget"
    Laboratory: Final = "https://w3id.org/zisgraph/ontology#Laboratory"
    Leadership: Final = "https://w3id.org/zisgraph/ontology#Leadership"
    Masterplan: Final = "https://w3id.org/zisgraph/ontology#Masterplan"
    MasterplanCoordination: Final = "https://w3id.org/zisgraph/ontology#MasterplanCoordination"
    Membership: Final = "https://w3id.org/zisgraph/ontology#Membership"
    Ministry: Final = "https://w3id.org/zisgraph/ontology#Ministry"
    Municipality: Final = "https://w3id.org/zisgraph/ontology#Municipality"
    NationalCentre: Final = "https://w3id.org/zisgraph/ontology#NationalCentre"
    Observation: Final = "https://w3id.org/zisgraph/ontology#Observation"
    Organisation: Final = "https://w3id.org/zisgraph/ontology#Organisation"
    Parthood: Final = "https://w3id.org/zisgraph/ontology#Parthood"
    Participation: Final = "https://w3id.org/zisgraph/ontology#Participation"
    PartnerSuggestion: Final = "https://w3id.org/zisgraph/ontology#PartnerSuggestion"
    Partnership: Final = "https://w3id.org/zisgraph/ontology#Partnership"
    Place: Final = "https://w3id.org/zisgraph/ontology#Place"
    PlanDocument: Final = "https://w3id.org/zisgraph/ontology#PlanDocument"
    PlanPart: Final = "https://w3id.org/zisgraph/ontology#PlanPart"
    Premises: Final = "https://w3id.org/zisgraph/ontology#Premises"
    ProgrammeDelivery: Final = "https://w3id.org/zisgraph/ontology#ProgrammeDelivery"
    ProgrammeLeadership: Final = "https://w3id.org/zisgraph/ontology#ProgrammeLeadership"
    Project: Final = "https://w3id.org/zisgraph/ontology#Project"
    Promotion: Final = "https://w3id.org/zisgraph/ontology#Promotion"
    Province: Final = "https://w3id.org/zisgraph/ontology#Province"
    PublicBody: Final = "https://w3id.org/zisgraph/ontology#PublicBody"
    Recognition: Final = "https://w3id.org/zisgraph/ontology#Recognition"
    Recruitment: Final = "https://w3id.org/zisgraph/ontology#Recruitment"
    Region: Final = "https://w3id.org/zisgraph/ontology#Region"
    ResearchBody: Final = "https://w3id.org/zisgraph/ontology#ResearchBody"
    ResearchHospital: Final = "https://w3id.org/zisgraph/ontology#ResearchHospital"
    Rule: Final = "https://w3id.org/zisgraph/ontology#Rule"
    SciencePark: Final = "https://w3id.org/zisgraph/ontology#SciencePark"
    Shareholding: Final = "https://w3id.org/zisgraph/ontology#Shareholding"
    Signature: Final = "https://w3id.org/zisgraph/ontology#Signature"
    Site: Final = "https://w3id.org/zisgraph/ontology#Site"
    SpaceDevelopment: Final = "https://w3id.org/zisgraph/ontology#SpaceDevelopment"
    Specialisation: Final = "https://w3id.org/zisgraph/ontology#Specialisation"
    SpinOff: Final = "https://w3id.org/zisgraph/ontology#SpinOff"
    SpokeLeadership: Final = "https://w3id.org/zisgraph/ontology#SpokeLeadership"
    StartUp: Final = "https://w3id.org/zisgraph/ontology#StartUp"
    StatementGraph: Final = "https://w3id.org/zisgraph/ontology#StatementGraph"
    StrategicPlan: Final = "https://w3id.org/zisgraph/ontology#StrategicPlan"
    Support: Final = "https://w3id.org/zisgraph/ontology#Support"
    TechnologyCluster: Final = "https://w3id.org/zisgraph/ontology#TechnologyCluster"
    Tie: Final = "https://w3id.org/zisgraph/ontology#Tie"
    TrainingProgramme: Final = "https://w3id.org/zisgraph/ontology#TrainingProgramme"
    TrainingProvider: Final = "https://w3id.org/zisgraph/ontology#TrainingProvider"
    Unit: Final = "https://w3id.org/zisgraph/ontology#Unit"
    UnitOfMeasure: Final = "https://w3id.org/zisgraph/ontology#UnitOfMeasure"
    University: Final = "https://w3id.org/zisgraph/ontology#University"
    UniversityCampus: Final = "https://w3id.org/zisgraph/ontology#UniversityCampus"
    UniversityDepartment: Final = "https://w3id.org/zisgraph/ontology#UniversityDepartment"
    Zone: Final = "https://w3id.org/zisgraph/ontology#Zone"
    ZoneAssociation: Final = "https://w3id.org/zisgraph/ontology#ZoneAssociation"
    ZoneState: Final = "https://w3id.org/zisgraph/ontology#ZoneState"
    accessTerms: Final = "https://w3id.org/zisgraph/ontology#accessTerms"
    acronym: Final = "https://w3id.org/zisgraph/ontology#acronym"
    activityType: Final = "https://w3id.org/zisgraph/ontology#activityType"
    aidIntensity: Final = "https://w3id.org/zisgraph/ontology#aidIntensity"
    alreadyTied: Final = "https://w3id.org/zisgraph/ontology#alreadyTied"
    amount: Final = "https://w3id.org/zisgraph/ontology#amount"
    analysis: Final = "https://w3id.org/zisgraph/ontology#analysis"
    answersRule: Final = "https://w3id.org/zisgraph/ontology#answersRule"
    asGiven: Final = "https://w3id.org/zisgraph/ontology#asGiven"
    associatedWith: Final = "https://w3id.org/zisgraph/ontology#associatedWith"
    atecoCode2007: Final = "https://w3id.org/zisgraph/ontology#atecoCode2007"
    atecoCode2025: Final = "https://w3id.org/zisgraph/ontology#atecoCode2025"
    basis: Final = "https://w3id.org/zisgraph/ontology#basis"
    borrowedFrom: Final = "https://w3id.org/zisgraph/ontology#borrowedFrom"
    cadastralCode: Final = "https://w3id.org/zisgraph/ontology#cadastralCode"
    callTopic: Final = "https://w3id.org/zisgraph/ontology#callTopic"
    candidacyFor: Final = "https://w3id.org/zisgraph/ontology#candidacyFor"
    capital: Final = "https://w3id.org/zisgraph/ontology#capital"
    citationText: Final = "https://w3id.org/zisgraph/ontology#citationText"
    citationType: Final = "https://w3id.org/zisgraph/ontology#citationType"
    city: Final = "https://w3id.org/zisgraph/ontology#city"
    cityAsGiven: Final = "https://w3id.org/zisgraph/ontology#cityAsGiven"
    cityElsewhere: Final = "https://w3id.org/zisgraph/ontology#cityElsewhere"
    classifiedAs: Final = "https://w3id.org/zisgraph/ontology#classifiedAs"
    codeList: Final = "https://w3id.org/zisgraph/ontology#codeList"
    codeVersion: Final = "https://w3id.org/zisgraph/ontology#codeVersion"
    collaboratesWith: Final = "https://w3id.org/zisgraph/ontology#collaboratesWith"
    commonPartnerCount: Final = "https://w3id.org/zisgraph/ontology#commonPartnerCount"
    complementarity: Final = "https://w3id.org/zisgraph/ontology#complementarity"
    confidence: Final = "https://w3id.org/zisgraph/ontology#confidence"
    containedIn: Final = "https://w3id.org/zisgraph/ontology#containedIn"
    contains: Final = "https://w3id.org/zisgraph/ontology#contains"
    continuesAs: Final = "https://w3id.org/zisgraph/ontology#continuesAs"
    coordinates: Final = "https://w3id.org/zisgraph/ontology#coordinates"
    coordinatesMasterplanOf: Final = "https://w3id.org/zisgraph/ontology#coordinatesMasterplanOf"
    cordisId: Final = "https://w3id.org/zisgraph/ontology#cordisId"
    cost: Final = "https://w3id.org/zisgraph/ontology#cost"
    costHead: Final = "https://w3id.org/zisgraph/ontology#costHead"
    costNote: Final = "https://w3id.org/zisgraph/ontology#costNote"
    countsAsTie: Final = "https://w3id.org/zisgraph/ontology#countsAsTie"
    courseOf: Final = "https://w3id.org/zisgraph/ontology#courseOf"
    credits: Final = "https://w3id.org/zisgraph/ontology#credits"
    crossCutting: Final = "https://w3id.org/zisgraph/ontology#crossCutting"
    cutName: Final = "https://w3id.org/zisgraph/ontology#cutName"
    datePrecision: Final = "https://w3id.org/zisgraph/ontology#datePrecision"
    dateTo: Final = "https://w3id.org/zisgraph/ontology#dateTo"
    delivers: Final = "https://w3id.org/zisgraph/ontology#delivers"
    designs: Final = "https://w3id.org/zisgraph/ontology#designs"
    develops: Final = "https://w3id.org/zisgraph/ontology#develops"
    distanceFactor: Final = "https://w3id.org/zisgraph/ontology#distanceFactor"
    distanceKm: Final = "https://w3id.org/zisgraph/ontology#distanceKm"
    ecContribution: Final = "https://w3id.org/zisgraph/ontology#ecContribution"
    endDate: Final = "https://w3id.org/zisgraph/ontology#endDate"
    eqfLevel: Final = "https://w3id.org/zisgraph/ontology#eqfLevel"
    equipmentOf: Final = "https://w3id.org/zisgraph/ontology#equipmentOf"
    escoHint: Final = "https://w3id.org/zisgraph/ontology#escoHint"
    euroSciVocCode: Final = "https://w3id.org/zisgraph/ontology#euroSciVocCode"
    euroSciVocPath: Final = "https://w3id.org/zisgraph/ontology#euroSciVocPath"
    executable: Final = "https://w3id.org/zisgraph/ontology#executable"
    expressedInterestIn: Final = "https://w3id.org/zisgraph/ontology#expressedInterestIn"
    factors: Final = "https://w3id.org/zisgraph/ontology#factors"
    findingMember: Final = "https://w3id.org/zisgraph/ontology#findingMember"
    firstEvidence: Final = "https://w3id.org/zisgraph/ontology#firstEvidence"
    firstHelix: Final = "https://w3id.org/zisgraph/ontology#firstHelix"
    firstMember: Final = "https://w3id.org/zisgraph/ontology#firstMember"
    firstRecordedness: Final = "https://w3id.org/zisgraph/ontology#firstRecordedness"
    fivePerMilleList: Final = "https://w3id.org/zisgraph/ontology#fivePerMilleList"
    formerName: Final = "https://w3id.org/zisgraph/ontology#formerName"
    formerNutsCode: Final = "https://w3id.org/zisgraph/ontology#formerNutsCode"
    found: Final = "https://w3id.org/zisgraph/ontology#found"
    foundBy: Final = "https://w3id.org/zisgraph/ontology#foundBy"
    founderOf: Final = "https://w3id.org/zisgraph/ontology#founderOf"
    framework: Final = "https://w3id.org/zisgraph/ontology#framework"
    fullName: Final = "https://w3id.org/zisgraph/ontology#fullName"
    funds: Final = "https://w3id.org/zisgraph/ontology#funds"
    gapStatus: Final = "https://w3id.org/zisgraph/ontology#gapStatus"
    geonamesId: Final = "https://w3id.org/zisgraph/ontology#geonamesId"
    grantFor: Final = "https://w3id.org/zisgraph/ontology#grantFor"
    grantedBy: Final = "https://w3id.org/zisgraph/ontology#grantedBy"
    grantedTo: Final = "https://w3id.org/zisgraph/ontology#grantedTo"
    graphDistance: Final = "https://w3id.org/zisgraph/ontology#graphDistance"
    graphLabel: Final = "https://w3id.org/zisgraph/ontology#graphLabel"
    gridId: Final = "https://w3id.org/zisgraph/ontology#gridId"
    groupKey: Final = "https://w3id.org/zisgraph/ontology#groupKey"
    hasAccessCondition: Final = "https://w3id.org/zisgraph/ontology#hasAccessCondition"
    hasCandidacy: Final = "https://w3id.org/zisgraph/ontology#hasCandidacy"
    hasCost: Final = "https://w3id.org/zisgraph/ontology#hasCost"
    hasCourse: Final = "https://w3id.org/zisgraph/ontology#hasCourse"
    hasEquipment: Final = "https://w3id.org/zisgraph/ontology#hasEquipment"
    hasKpi: Final = "https://w3id.org/zisgraph/ontology#hasKpi"
    hasLead: Final = "https://w3id.org/zisgraph/ontology#hasLead"
    hasObservation: Final = "https://w3id.org/zisgraph/ontology#hasObservation"
    hasPlan: Final = "https://w3id.org/zisgraph/ontology#hasPlan"
    hasPlanPart: Final = "https://w3id.org/zisgraph/ontology#hasPlanPart"
    hasSite: Final = "https://w3id.org/zisgraph/ontology#hasSite"
    hasSpecialisation: Final = "https://w3id.org/zisgraph/ontology#hasSpecialisation"
    hasState: Final = "https://w3id.org/zisgraph/ontology#hasState"
    hasTarget: Final = "https://w3id.org/zisgraph/ontology#hasTarget"
    hasUnit: Final = "https://w3id.org/zisgraph/ontology#hasUnit"
    helix: Final = "https://w3id.org/zisgraph/ontology#helix"
    hitsRule: Final = "https://w3id.org/zisgraph/ontology#hitsRule"
    hosts: Final = "https://w3id.org/zisgraph/ontology#hosts"
    hours: Final = "https://w3id.org/zisgraph/ontology#hours"
    hoursNote: Final = "https://w3id.org/zisgraph/ontology#hoursNote"
    inArea: Final = "https://w3id.org/zisgraph/ontology#inArea"
    inPropertyGraph: Final = "https://w3id.org/zisgraph/ontology#inPropertyGraph"
    inProvince: Final = "https://w3id.org/zisgraph/ontology#inProvince"
    inProvinceScope: Final = "https://w3id.org/zisgraph/ontology#inProvinceScope"
    indicator: Final = "https://w3id.org/zisgraph/ontology#indicator"
    inputHash: Final = "https://w3id.org/zisgraph/ontology#inputHash"
    isFamilyTie: Final = "https://w3id.org/zisgraph/ontology#isFamilyTie"
    isni: Final = "https://w3id.org/zisgraph/ontology#isni"
    istatCode: Final = "https://w3id.org/zisgraph/ontology#istatCode"
    judgedBy: Final = "https://w3id.org/zisgraph/ontology#judgedBy"
    judgedFirst: Final = "https://w3id.org/zisgraph/ontology#judgedFirst"
    judgedSecond: Final = "https://w3id.org/zisgraph/ontology#judgedSecond"
    judgement: Final = "https://w3id.org/zisgraph/ontology#judgement"
    kindCategory: Final = "https://w3id.org/zisgraph/ontology#kindCategory"
    kindCode: Final = "https://w3id.org/zisgraph/ontology#kindCode"
    kindHelix: Final = "https://w3id.org/zisgraph/ontology#kindHelix"
    leads: Final = "https://w3id.org/zisgraph/ontology#leads"
    leadsProgramme: Final = "https://w3id.org/zisgraph/ontology#leadsProgramme"
    legalName: Final = "https://w3id.org/zisgraph/ontology#legalName"
    level: Final = "https://w3id.org/zisgraph/ontology#level"
    levelCode: Final = "https://w3id.org/zisgraph/ontology#levelCode"
    listDate: Final = "https://w3id.org/zisgraph/ontology#listDate"
    loaderVersion: Final = "https://w3id.org/zisgraph/ontology#loaderVersion"
    locatedAt: Final = "https://w3id.org/zisgraph/ontology#locatedAt"
    locatedIn: Final = "https://w3id.org/zisgraph/ontology#locatedIn"
    lombardParticipantCount: Final = "https://w3id.org/zisgraph/ontology#lombardParticipantCount"
    machineHint: Final = "https://w3id.org/zisgraph/ontology#machineHint"
    maxContribution: Final = "https://w3id.org/zisgraph/ontology#maxContribution"
    memberOf: Final = "https://w3id.org/zisgraph/ontology#memberOf"
    memberOfBoard: Final = "https://w3id.org/zisgraph/ontology#memberOfBoard"
    memberOfCouncil: Final = "https://w3id.org/zisgraph/ontology#memberOfCouncil"
    missingPairs: Final = "https://w3id.org/zisgraph/ontology#missingPairs"
    misspelling: Final = "https://w3id.org/zisgraph/ontology#misspelling"
    municipalityCount: Final = "https://w3id.org/zisgraph/ontology#municipalityCount"
    nutsCode: Final = "https://w3id.org/zisgraph/ontology#nutsCode"
    nutsEdition: Final = "https://w3id.org/zisgraph/ontology#nutsEdition"
    observationOf: Final = "https://w3id.org/zisgraph/ontology#observationOf"
    offers: Final = "https://w3id.org/zisgraph/ontology#offers"
    onSpecialisation: Final = "https://w3id.org/zisgraph/ontology#onSpecialisation"
    openTo: Final = "https://w3id.org/zisgraph/ontology#openTo"
    operatedBy: Final = "https://w3id.org/zisgraph/ontology#operatedBy"
    operates: Final = "https://w3id.org/zisgraph/ontology#operates"
    outsideLombardy: Final = "https://w3id.org/zisgraph/ontology#outsideLombardy"
    pairRelationship: Final = "https://w3id.org/zisgraph/ontology#pairRelationship"
    parameters: Final = "https://w3id.org/zisgraph/ontology#parameters"
    partOf: Final = "https://w3id.org/zisgraph/ontology#partOf"
    partOfDistrict: Final = "https://w3id.org/zisgraph/ontology#partOfDistrict"
    participantCount: Final = "https://w3id.org/zisgraph/ontology#participantCount"
    participatesIn: Final = "https://w3id.org/zisgraph/ontology#participatesIn"
    partnerCategory: Final = "https://w3id.org/zisgraph/ontology#partnerCategory"
    partnerOf: Final = "https://w3id.org/zisgraph/ontology#partnerOf"
    phase: Final = "https://w3id.org/zisgraph/ontology#phase"
    pic: Final = "https://w3id.org/zisgraph/ontology#pic"
    placedBy: Final = "https://w3id.org/zisgraph/ontology#placedBy"
    planPartOf: Final = "https://w3id.org/zisgraph/ontology#planPartOf"
    planned: Final = "https://w3id.org/zisgraph/ontology#planned"
    plateCode: Final = "https://w3id.org/zisgraph/ontology#plateCode"
    pointKind: Final = "https://w3id.org/zisgraph/ontology#pointKind"
    population2011: Final = "https://w3id.org/zisgraph/ontology#population2011"
    possiblePairs: Final = "https://w3id.org/zisgraph/ontology#possiblePairs"
    predicateCode: Final = "https://w3id.org/zisgraph/ontology#predicateCode"
    programmeCode: Final = "https://w3id.org/zisgraph/ontology#programmeCode"
    promotes: Final = "https://w3id.org/zisgraph/ontology#promotes"
    provider: Final = "https://w3id.org/zisgraph/ontology#provider"
    provinceCode: Final = "https://w3id.org/zisgraph/ontology#provinceCode"
    publicCodeList: Final = "https://w3id.org/zisgraph/ontology#publicCodeList"
    qualifier: Final = "https://w3id.org/zisgraph/ontology#qualifier"
    rank: Final = "https://w3id.org/zisgraph/ontology#rank"
    recentPopulation: Final = "https://w3id.org/zisgraph/ontology#recentPopulation"
    recognises: Final = "https://w3id.org/zisgraph/ontology#recognises"
    recruitsFrom: Final = "https://w3id.org/zisgraph/ontology#recruitsFrom"
    regionPossiblePairs: Final = "https://w3id.org/zisgraph/ontology#regionPossiblePairs"
    regionTiedPairs: Final = "https://w3id.org/zisgraph/ontology#regionTiedPairs"
    reportedIn: Final = "https://w3id.org/zisgraph/ontology#reportedIn"
    role: Final = "https://w3id.org/zisgraph/ontology#role"
    rorId: Final = "https://w3id.org/zisgraph/ontology#rorId"
    rorName: Final = "https://w3id.org/zisgraph/ontology#rorName"
    rorStatus: Final = "https://w3id.org/zisgraph/ontology#rorStatus"
    rorType: Final = "https://w3id.org/zisgraph/ontology#rorType"
    ruleId: Final = "https://w3id.org/zisgraph/ontology#ruleId"
    ruleStatus: Final = "https://w3id.org/zisgraph/ontology#ruleStatus"
    ruleValue: Final = "https://w3id.org/zisgraph/ontology#ruleValue"
    scientificField: Final = "https://w3id.org/zisgraph/ontology#scientificField"
    score: Final = "https://w3id.org/zisgraph/ontology#score"
    seatIn: Final = "https://w3id.org/zisgraph/ontology#seatIn"
    seats: Final = "https://w3id.org/zisgraph/ontology#seats"
    seatsNote: Final = "https://w3id.org/zisgraph/ontology#seatsNote"
    secondEvidence: Final = "https://w3id.org/zisgraph/ontology#secondEvidence"
    secondHelix: Final = "https://w3id.org/zisgraph/ontology#secondHelix"
    secondMember: Final = "https://w3id.org/zisgraph/ontology#secondMember"
    secondRecordedness: Final = "https://w3id.org/zisgraph/ontology#secondRecordedness"
    sentence: Final = "https://w3id.org/zisgraph/ontology#sentence"
    sharedBits: Final = "https://w3id.org/zisgraph/ontology#sharedBits"
    shareholderOf: Final = "https://w3id.org/zisgraph/ontology#shareholderOf"
    shortName: Final = "https://w3id.org/zisgraph/ontology#shortName"
    shortcutProperty: Final = "https://w3id.org/zisgraph/ontology#shortcutProperty"
    signatoryOf: Final = "https://w3id.org/zisgraph/ontology#signatoryOf"
    similarity: Final = "https://w3id.org/zisgraph/ontology#similarity"
    singleValued: Final = "https://w3id.org/zisgraph/ontology#singleValued"
    siteIn: Final = "https://w3id.org/zisgraph/ontology#siteIn"
    siteOf: Final = "https://w3id.org/zisgraph/ontology#siteOf"
    snapshotHash: Final = "https://w3id.org/zisgraph/ontology#snapshotHash"
    specialisationType: Final = "https://w3id.org/zisgraph/ontology#specialisationType"
    spellingVariant: Final = "https://w3id.org/zisgraph/ontology#spellingVariant"
    spokeLeaderOf: Final = "https://w3id.org/zisgraph/ontology#spokeLeaderOf"
    startDate: Final = "https://w3id.org/zisgraph/ontology#startDate"
    stateOf: Final = "https://w3id.org/zisgraph/ontology#stateOf"
    status: Final = "https://w3id.org/zisgraph/ontology#status"
    statusDate: Final = "https://w3id.org/zisgraph/ontology#statusDate"
    statusDatePrecision: Final = "https://w3id.org/zisgraph/ontology#statusDatePrecision"
    submittedOn: Final = "https://w3id.org/zisgraph/ontology#submittedOn"
    supports: Final = "https://w3id.org/zisgraph/ontology#supports"
    targetValue: Final = "https://w3id.org/zisgraph/ontology#targetValue"
    targetYear: Final = "https://w3id.org/zisgraph/ontology#targetYear"
    taxCode: Final = "https://w3id.org/zisgraph/ontology#taxCode"
    teaches: Final = "https://w3id.org/zisgraph/ontology#teaches"
    teachingDepartment: Final = "https://w3id.org/zisgraph/ontology#teachingDepartment"
    text: Final = "https://w3id.org/zisgraph/ontology#text"
    textValue: Final = "https://w3id.org/zisgraph/ontology#textValue"
    tieFrom: Final = "https://w3id.org/zisgraph/ontology#tieFrom"
    tieTo: Final = "https://w3id.org/zisgraph/ontology#tieTo"
    tiedPairs: Final = "https://w3id.org/zisgraph/ontology#tiedPairs"
    tiedTo: Final = "https://w3id.org/zisgraph/ontology#tiedTo"
    townLatitude: Final = "https://w3id.org/zisgraph/ontology#townLatitude"
    townLongitude: Final = "https://w3id.org/zisgraph/ontology#townLongitude"
    unit: Final = "https://w3id.org/zisgraph/ontology#unit"
    unitOf: Final = "https://w3id.org/zisgraph/ontology#unitOf"
    unverifiedShare: Final = "https://w3id.org/zisgraph/ontology#unverifiedShare"
    utsCode: Final = "https://w3id.org/zisgraph/ontology#utsCode"
    validFrom: Final = "https://w3id.org/zisgraph/ontology#validFrom"
    validTo: Final = "https://w3id.org/zisgraph/ontology#validTo"
    value: Final = "https://w3id.org/zisgraph/ontology#value"
    valueMax: Final = "https://w3id.org/zisgraph/ontology#valueMax"
    valueMin: Final = "https://w3id.org/zisgraph/ontology#valueMin"
    vatNumber: Final = "https://w3id.org/zisgraph/ontology#vatNumber"
    webDomain: Final = "https://w3id.org/zisgraph/ontology#webDomain"
    whyNotExecutable: Final = "https://w3id.org/zisgraph/ontology#whyNotExecutable"
    wikidataId: Final = "https://w3id.org/zisgraph/ontology#wikidataId"
    withdrawnRorName: Final = "https://w3id.org/zisgraph/ontology#withdrawnRorName"
    year: Final = "https://w3id.org/zisgraph/ontology#year"


class RDF:
    """Terms of <http://www.w3.org/1999/02/22-rdf-syntax-ns#>."""

    NAMESPACE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    type: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    Property: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#Property"
    langString: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
    first: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#first"
    rest: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#rest"
    nil: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#nil"


class RDFS:
    """Terms of <http://www.w3.org/2000/01/rdf-schema#>."""

    NAMESPACE: Final = "http://www.w3.org/2000/01/rdf-schema#"
    label: Final = "http://www.w3.org/2000/01/rdf-schema#label"
    comment: Final = "http://www.w3.org/2000/01/rdf-schema#comment"
    subClassOf: Final = "http://www.w3.org/2000/01/rdf-schema#subClassOf"
    subPropertyOf: Final = "http://www.w3.org/2000/01/rdf-schema#subPropertyOf"
    domain: Final = "http://www.w3.org/2000/01/rdf-schema#domain"
    range: Final = "http://www.w3.org/2000/01/rdf-schema#range"
    isDefinedBy: Final = "http://www.w3.org/2000/01/rdf-schema#isDefinedBy"
    seeAlso: Final = "http://www.w3.org/2000/01/rdf-schema#seeAlso"
    Class: Final = "http://www.w3.org/2000/01/rdf-schema#Class"
    Literal: Final = "http://www.w3.org/2000/01/rdf-schema#Literal"


class OWL:
    """Terms of <http://www.w3.org/2002/07/owl#>."""

    NAMESPACE: Final = "http://www.w3.org/2002/07/owl#"
    sameAs: Final = "http://www.w3.org/2002/07/owl#sameAs"
    inverseOf: Final = "http://www.w3.org/2002/07/owl#inverseOf"
    Ontology: Final = "http://www.w3.org/2002/07/owl#Ontology"
    Class: Final = "http://www.w3.org/2002/07/owl#Class"
    ObjectProperty: Final = "http://www.w3.org/2002/07/owl#ObjectProperty"
    DatatypeProperty: Final = "http://www.w3.org/2002/07/owl#DatatypeProperty"
    AnnotationProperty: Final = "http://www.w3.org/2002/07/owl#AnnotationProperty"
    SymmetricProperty: Final = "http://www.w3.org/2002/07/owl#SymmetricProperty"
    disjointWith: Final = "http://www.w3.org/2002/07/owl#disjointWith"
    versionInfo: Final = "http://www.w3.org/2002/07/owl#versionInfo"
    Thing: Final = "http://www.w3.org/2002/07/owl#Thing"
    unionOf: Final = "http://www.w3.org/2002/07/owl#unionOf"
    differentFrom: Final = "http://www.w3.org/2002/07/owl#differentFrom"


class XSD:
    """Terms of <http://www.w3.org/2001/XMLSchema#>."""

    NAMESPACE: Final = "http://www.w3.org/2001/XMLSchema#"
    string: Final = "http://www.w3.org/2001/XMLSchema#string"
    boolean: Final = "http://www.w3.org/2001/XMLSchema#boolean"
    integer: Final = "http://www.w3.org/2001/XMLSchema#integer"
    decimal: Final = "http://www.w3.org/2001/XMLSchema#decimal"
    date: Final = "http://www.w3.org/2001/XMLSchema#date"
    dateTime: Final = "http://www.w3.org/2001/XMLSchema#dateTime"
    gYear: Final = "http://www.w3.org/2001/XMLSchema#gYear"
    gYearMonth: Final = "http://www.w3.org/2001/XMLSchema#gYearMonth"
    anyURI: Final = "http://www.w3.org/2001/XMLSchema#anyURI"


class SKOS:
    """Terms of <http://www.w3.org/2004/02/skos/core#>."""

    NAMESPACE: Final = "http://www.w3.org/2004/02/skos/core#"
    Concept: Final = "http://www.w3.org/2004/02/skos/core#Concept"
    ConceptScheme: Final = "http://www.w3.org/2004/02/skos/core#ConceptScheme"
    prefLabel: Final = "http://www.w3.org/2004/02/skos/core#prefLabel"
    altLabel: Final = "http://www.w3.org/2004/02/skos/core#altLabel"
    hiddenLabel: Final = "http://www.w3.org/2004/02/skos/core#hiddenLabel"
    definition: Final = "http://www.w3.org/2004/02/skos/core#definition"
    notation: Final = "http://www.w3.org/2004/02/skos/core#notation"
    broader: Final = "http://www.w3.org/2004/02/skos/core#broader"
    broaderTransitive: Final = "http://www.w3.org/2004/02/skos/core#broaderTransitive"
    narrower: Final = "http://www.w3.org/2004/02/skos/core#narrower"
    topConceptOf: Final = "http://www.w3.org/2004/02/skos/core#topConceptOf"
    hasTopConcept: Final = "http://www.w3.org/2004/02/skos/core#hasTopConcept"
    inScheme: Final = "http://www.w3.org/2004/02/skos/core#inScheme"
    exactMatch: Final = "http://www.w3.org/2004/02/skos/core#exactMatch"
    closeMatch: Final = "http://www.w3.org/2004/02/skos/core#closeMatch"
    broadMatch: Final = "http://www.w3.org/2004/02/skos/core#broadMatch"
    narrowMatch: Final = "http://www.w3.org/2004/02/skos/core#narrowMatch"
    relatedMatch: Final = "http://www.w3.org/2004/02/skos/core#relatedMatch"
    scopeNote: Final = "http://www.w3.org/2004/02/skos/core#scopeNote"
    changeNote: Final = "http://www.w3.org/2004/02/skos/core#changeNote"


class ORG:
    """Terms of <http://www.w3.org/ns/org#>."""

    NAMESPACE: Final = "http://www.w3.org/ns/org#"
    Organization: Final = "http://www.w3.org/ns/org#Organization"
    FormalOrganization: Final = "http://www.w3.org/ns/org#FormalOrganization"
    OrganizationalUnit: Final = "http://www.w3.org/ns/org#OrganizationalUnit"
    Site: Final = "http://www.w3.org/ns/org#Site"
    Membership: Final = "http://www.w3.org/ns/org#Membership"
    OrganizationalCollaboration: Final = "http://www.w3.org/ns/org#OrganizationalCollaboration"
    member: Final = "http://www.w3.org/ns/org#member"
    organization: Final = "http://www.w3.org/ns/org#organization"
    memberOf: Final = "http://www.w3.org/ns/org#memberOf"
    role: Final = "http://www.w3.org/ns/org#role"
    hasSite: Final = "http://www.w3.org/ns/org#hasSite"
    siteOf: Final = "http://www.w3.org/ns/org#siteOf"
    hasUnit: Final = "http://www.w3.org/ns/org#hasUnit"
    unitOf: Final = "http://www.w3.org/ns/org#unitOf"
    subOrganizationOf: Final = "http://www.w3.org/ns/org#subOrganizationOf"
    linkedTo: Final = "http://www.w3.org/ns/org#linkedTo"
    hasRegisteredSite: Final = "http://www.w3.org/ns/org#hasRegisteredSite"


class ROV:
    """Terms of <http://www.w3.org/ns/regorg#>."""

    NAMESPACE: Final = "http://www.w3.org/ns/regorg#"
    RegisteredOrganization: Final = "http://www.w3.org/ns/regorg#RegisteredOrganization"


class FOAF:
    """Terms of <http://xmlns.com/foaf/0.1/>."""

    NAMESPACE: Final = "http://xmlns.com/foaf/0.1/"
    Agent: Final = "http://xmlns.com/foaf/0.1/Agent"
    homepage: Final = "http://xmlns.com/foaf/0.1/homepage"
    page: Final = "http://xmlns.com/foaf/0.1/page"
    name: Final = "http://xmlns.com/foaf/0.1/name"


class SCHEMA:
    """Terms of <https://schema.org/>."""

    NAMESPACE: Final = "https://schema.org/"
    foundingDate: Final = "https://schema.org/foundingDate"
    location: Final = "https://schema.org/location"
    provider: Final = "https://schema.org/provider"
    startDate: Final = "https://schema.org/startDate"
    endDate: Final = "https://schema.org/endDate"
    value: Final = "https://schema.org/value"
    minValue: Final = "https://schema.org/minValue"
    maxValue: Final = "https://schema.org/maxValue"
    inLanguage: Final = "https://schema.org/inLanguage"
    domainIncludes: Final = "https://schema.org/domainIncludes"
    rangeIncludes: Final = "https://schema.org/rangeIncludes"


class DCT:
    """Terms of <http://purl.org/dc/terms/>."""

    NAMESPACE: Final = "http://purl.org/dc/terms/"
    title: Final = "http://purl.org/dc/terms/title"
    description: Final = "http://purl.org/dc/terms/description"
    publisher: Final = "http://purl.org/dc/terms/publisher"
    issued: Final = "http://purl.org/dc/terms/issued"
    license: Final = "http://purl.org/dc/terms/license"
    source: Final = "http://purl.org/dc/terms/source"
    identifier: Final = "http://purl.org/dc/terms/identifier"
    isPartOf: Final = "http://purl.org/dc/terms/isPartOf"
    hasPart: Final = "http://purl.org/dc/terms/hasPart"
    subject: Final = "http://purl.org/dc/terms/subject"
    modified: Final = "http://purl.org/dc/terms/modified"
    bibliographicCitation: Final = "http://purl.org/dc/terms/bibliographicCitation"
    dateSubmitted: Final = "http://purl.org/dc/terms/dateSubmitted"
    Location: Final = "http://purl.org/dc/terms/Location"


class DCAT:
    """Terms of <http://www.w3.org/ns/dcat#>."""

    NAMESPACE: Final = "http://www.w3.org/ns/dcat#"
    Dataset: Final = "http://www.w3.org/ns/dcat#Dataset"
    Distribution: Final = "http://www.w3.org/ns/dcat#Distribution"


class PROV:
    """Terms of <http://www.w3.org/ns/prov#>."""

    NAMESPACE: Final = "http://www.w3.org/ns/prov#"
    Entity: Final = "http://www.w3.org/ns/prov#Entity"
    Activity: Final = "http://www.w3.org/ns/prov#Activity"
    Agent: Final = "http://www.w3.org/ns/prov#Agent"
    wasGeneratedBy: Final = "http://www.w3.org/ns/prov#wasGeneratedBy"
    wasDerivedFrom: Final = "http://www.w3.org/ns/prov#wasDerivedFrom"
    used: Final = "http://www.w3.org/ns/prov#used"
    startedAtTime: Final = "http://www.w3.org/ns/prov#startedAtTime"
    endedAtTime: Final = "http://www.w3.org/ns/prov#endedAtTime"
    wasAssociatedWith: Final = "http://www.w3.org/ns/prov#wasAssociatedWith"
    alternateOf: Final = "http://www.w3.org/ns/prov#alternateOf"
    generatedAtTime: Final = "http://www.w3.org/ns/prov#generatedAtTime"
    value: Final = "http://www.w3.org/ns/prov#value"


class GEO:
    """Terms of <http://www.w3.org/2003/01/geo/wgs84_pos#>."""

    NAMESPACE: Final = "http://www.w3.org/2003/01/geo/wgs84_pos#"
    lat: Final = "http://www.w3.org/2003/01/geo/wgs84_pos#lat"
    long: Final = "http://www.w3.org/2003/01/geo/wgs84_pos#long"


class GSP:
    """Terms of <http://www.opengis.net/ont/geosparql#>."""

    NAMESPACE: Final = "http://www.opengis.net/ont/geosparql#"
    asWKT: Final = "http://www.opengis.net/ont/geosparql#asWKT"
    wktLiteral: Final = "http://www.opengis.net/ont/geosparql#wktLiteral"
    hasGeometry: Final = "http://www.opengis.net/ont/geosparql#hasGeometry"
    Geometry: Final = "http://www.opengis.net/ont/geosparql#Geometry"


class LOCN:
    """Terms of <http://www.w3.org/ns/locn#>."""

    NAMESPACE: Final = "http://www.w3.org/ns/locn#"
    Address: Final = "http://www.w3.org/ns/locn#Address"
    geometry: Final = "http://www.w3.org/ns/locn#geometry"


class TIME:
    """Terms of <http://www.w3.org/2006/time#>."""

    NAMESPACE: Final = "http://www.w3.org/2006/time#"
    Interval: Final = "http://www.w3.org/2006/time#Interval"
    hasBeginning: Final = "http://www.w3.org/2006/time#hasBeginning"
    hasEnd: Final = "http://www.w3.org/2006/time#hasEnd"
    inXSDDate: Final = "http://www.w3.org/2006/time#inXSDDate"


# Class of each kind of body, by its code.
KIND_CLASSES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "association": ZIS.Association,
        "chamber": ZIS.ChamberOfCommerce,
        "cluster": ZIS.TechnologyCluster,
        "company": ZIS.Company,
        "company_site": ZIS.CompanySite,
        "competence_centre": ZIS.CompetenceCentre,
        "consortium": ZIS.Consortium,
        "dih": ZIS.DigitalInnovationHub,
        "district": ZIS.District,
        "extended_partnership": ZIS.ExtendedPartnership,
        "foundation": ZIS.Foundation,
        "hospital": ZIS.Hospital,
        "incubator": ZIS.Incubator,
        "irccs": ZIS.ResearchHospital,
        "its": ZIS.ItsAcademy,
        "its_site": ZIS.ItsSite,
        "lab": ZIS.Laboratory,
        "ministry": ZIS.Ministry,
        "national_centre": ZIS.NationalCentre,
        "pnrr_ecosystem": ZIS.InnovationEcosystem,
        "public_body": ZIS.PublicBody,
        "public_research": ZIS.ResearchBody,
        "science_park": ZIS.SciencePark,
        "training_provider": ZIS.TrainingProvider,
        "university": ZIS.University,
        "university_campus": ZIS.UniversityCampus,
        "university_department": ZIS.UniversityDepartment,
    }
)

# Helix letter of each kind that has one, by its code.
KIND_LETTERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "association": "C",
        "chamber": "I",
        "cluster": "P",
        "company": "P",
        "company_site": "P",
        "extended_partnership": "R",
        "irccs": "R",
        "its": "T",
        "its_site": "T",
        "lab": "R",
        "ministry": "I",
        "national_centre": "R",
        "pnrr_ecosystem": "R",
        "public_body": "I",
        "public_research": "R",
        "training_provider": "T",
        "university": "R",
        "university_campus": "R",
        "university_department": "R",
    }
)

# Class of each tie, by its predicate's code.
TIE_CLASSES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "associated_with": ZIS.ZoneAssociation,
        "collaborates_with": ZIS.Collaboration,
        "coordinates": ZIS.Coordination,
        "coordinates_masterplan_of": ZIS.MasterplanCoordination,
        "delivers": ZIS.ProgrammeDelivery,
        "designs": ZIS.BuildingDesign,
        "develops": ZIS.SpaceDevelopment,
        "expressed_interest_in": ZIS.InterestDeclaration,
        "founder_of": ZIS.Founding,
        "funds": ZIS.Funding,
        "hosts": ZIS.Hosting,
        "leads": ZIS.Leadership,
        "leads_programme": ZIS.ProgrammeLeadership,
        "located_at": ZIS.Premises,
        "member_of": ZIS.Membership,
        "member_of_board": ZIS.BoardMembership,
        "member_of_council": ZIS.CouncilMembership,
        "part_of": ZIS.Parthood,
        "part_of_district": ZIS.DistrictMembership,
        "participates_in": ZIS.Participation,
        "partner_of": ZIS.Partnership,
        "promotes": ZIS.Promotion,
        "recognises": ZIS.Recognition,
        "recruits_from": ZIS.Recruitment,
        "shareholder_of": ZIS.Shareholding,
        "signatory_of": ZIS.Signature,
        "spoke_leader_of": ZIS.SpokeLeadership,
        "supports": ZIS.Support,
    }
)

# Direct property derived from each tie, by its predicate's code.
SHORTCUTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "associated_with": ZIS.associatedWith,
        "collaborates_with": ZIS.collaboratesWith,
        "coordinates": ZIS.coordinates,
        "coordinates_masterplan_of": ZIS.coordinatesMasterplanOf,
        "delivers": ZIS.delivers,
        "designs": ZIS.designs,
        "develops": ZIS.develops,
        "expressed_interest_in": ZIS.expressedInterestIn,
        "founder_of": ZIS.founderOf,
        "funds": ZIS.funds,
        "hosts": ZIS.hosts,
        "leads": ZIS.leads,
        "leads_programme": ZIS.leadsProgramme,
        "located_at": ZIS.locatedAt,
        "member_of": ZIS.memberOf,
        "member_of_board": ZIS.memberOfBoard,
        "member_of_council": ZIS.memberOfCouncil,
        "part_of": ZIS.partOf,
        "part_of_district": ZIS.partOfDistrict,
        "participates_in": ZIS.participatesIn,
        "partner_of": ZIS.partnerOf,
        "promotes": ZIS.promotes,
        "recognises": ZIS.recognises,
        "recruits_from": ZIS.recruitsFrom,
        "shareholder_of": ZIS.shareholderOf,
        "signatory_of": ZIS.signatoryOf,
        "spoke_leader_of": ZIS.spokeLeaderOf,
        "supports": ZIS.supports,
    }
)

# Predicates that count as working ties.
WORKING_TIES: Final[frozenset[str]] = frozenset(
    {
        "collaborates_with",
        "coordinates",
        "founder_of",
        "leads",
        "member_of",
        "member_of_board",
        "member_of_council",
        "partner_of",
        "promotes",
        "shareholder_of",
        "spoke_leader_of",
    }
)

# Predicates that read both ways.
SYMMETRIC_TIES: Final[frozenset[str]] = frozenset(
    {
        "collaborates_with",
    }
)

# Kinds of body that are organisations.
ORGANISATION_KINDS: Final[frozenset[str]] = frozenset(
    {
        "association",
        "chamber",
        "cluster",
        "company",
        "competence_centre",
        "consortium",
        "dih",
        "extended_partnership",
        "foundation",
        "hospital",
        "incubator",
        "irccs",
        "its",
        "ministry",
        "national_centre",
        "pnrr_ecosystem",
        "public_body",
        "public_research",
        "science_park",
        "training_provider",
        "university",
    }
)
