/** Everything that a text can use, and how it is found by name. */
export { catalog } from './all-kinds';
export { findNamed, lookUp, type DeclarationOf, type Kind } from './look-up';
