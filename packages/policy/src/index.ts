export { parseArn } from './arn.ts';
export type { Arn } from './arn.ts';
export type {
  ConditionEntry,
  DocumentFault,
  Located,
  ParsedPolicy,
  PatternElement,
  PolicyDocument,
  PolicyType,
  PolicyVersion,
  PrincipalElement,
  PrincipalEntry,
  Statement,
} from './document/document.ts';
export { parsePolicy } from './document/parse.ts';
export type { ParseOptions } from './document/parse.ts';
export { Locator, parseJson } from './document/json-tree.ts';
export type { JsonArray, JsonFault, JsonLiteral, JsonMember, JsonNode, JsonNumber, JsonObject, JsonString, ParsedJson } from './document/json-tree.ts';
export { baseOperators, parseOperatorName } from './document/operator-name.ts';
export type { BaseOperator, OperatorName } from './document/operator-name.ts';
export { printPolicy } from './document/print.ts';
export type { Position, Span } from './document/position.ts';
export { parseInstant } from './condition/date.ts';
export { parseAddressRange } from './condition/ip-address.ts';
export type { AddressRange } from './condition/ip-address.ts';
export { parseDecimal } from './condition/numeric.ts';
export { isNegated } from './condition/operator.ts';
export { parseBase64 } from './condition/scalar.ts';
export { compileAction } from './pattern/action.ts';
export { compileGlob } from './pattern/glob.ts';
export type { TextMatcher } from './pattern/glob.ts';
export { rcpServices } from './evaluation/rcp-services.ts';
export type { Decision, DecidingType, MatchedStatement, Outcome } from './evaluation/decision.ts';
export { evaluate, evaluateAll, evaluateRecorded } from './evaluation/evaluate.ts';
export type { CallDecision } from './evaluation/evaluate.ts';
export { policySet } from './evaluation/policy-set.ts';
export { isPublicPolicy } from './evaluation/public-policy.ts';
export type { PolicySet, PolicySource } from './evaluation/policy-set.ts';
export { isActionName, isResourceName, unknownValue } from './evaluation/request.ts';
export type { ActionName, ApplicablePolicies, AuthorizationRequest, ContextValue, OrganizationFacts, Principal, RequestContext, ResourceName } from './evaluation/request.ts';
export { defaultSemantics } from './evaluation/semantics.ts';
export type { Semantics } from './evaluation/semantics.ts';
export { parseSemantics, SemanticsError } from './evaluation/semantics-text.ts';
export { compilePolicy } from './statement/compiled-policy.ts';
export type { CompiledPolicy, CompileOptions } from './statement/compiled-policy.ts';
export { CaseError } from './cases/authorization-case.ts';
export type { AuthorizationCase, CaseOptions, Expectation } from './cases/authorization-case.ts';
export { readCaseList, readJsonLines, readJsonList } from './cases/case-file.ts';
export type { FileCase } from './cases/case-file.ts';
export type { CaseValue } from './cases/case-value.ts';
export { runCase } from './cases/run-case.ts';
export type { CaseResult } from './cases/run-case.ts';
export { checkAcceptance } from './acceptance/acceptance.ts';
export type { AcceptanceKind, Refusal } from './acceptance/acceptance.ts';
export { countPolicyCharacters } from './acceptance/policy-size.ts';
export { contextKeysOf } from './explanation/context-key.ts';
export { explain, missingContextKeys } from './explanation/explain.ts';
export type { ExplainOptions } from './explanation/explain.ts';
export type {
  ConditionFailure,
  ConditionReason,
  ElementFailure,
  Explanation,
  LevelExplanation,
  PatternFailure,
  PolicyTypeExplanation,
  PrincipalFailure,
  StatementExplanation,
  VariableValue,
} from './explanation/explanation.ts';
export { simulationResult } from './explanation/simulation-result.ts';
export type { SimulationPosition, SimulationResult, SimulationStatement } from './explanation/simulation-result.ts';
export type { StrengthName } from './principal.ts';
export { denialMessage } from './explanation/denial-message.ts';
export type { MessageOptions } from './explanation/denial-message.ts';
