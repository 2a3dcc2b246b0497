/** Words with a meaning of their own, taken from the table of declarations. */
import { declarationForms } from './declarations';
import type { DeclarationKind } from './forms';

export const declarationKeywords = Object.keys(declarationForms) as readonly DeclarationKind[];

export const isDeclarationKeyword = (word: string): word is DeclarationKind =>
  Object.hasOwn(declarationForms, word);

/** Names of all properties of all declarations, each once. */
export const propertyNames: readonly string[] = [
  ...new Set(Object.values(declarationForms).flatMap((form) => Object.keys(form.properties))),
];
