/** Which sentences are remedies, by the place that they are written to: the source is followed from every `remedy` to the templates that it may be. */
import { parseAst } from 'vitest/node';
import { sources } from '../house/sources';

/** A node of the syntax tree, as ESTree names its kinds and fields. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly [field: string]: unknown;
}

interface Placed {
  readonly node: Node;
  readonly within: readonly Node[];
}

interface File {
  readonly path: string;
  readonly text: string;
  /** What names stand for, wherever in the file. */
  readonly named: ReadonlyMap<string, readonly Node[]>;
  /** Every node, with the functions around it, the innermost last. */
  readonly nodes: readonly Placed[];
}

interface Expression extends Placed {
  readonly file: File;
}

export interface Remedies {
  readonly templates: ReadonlySet<string>;
  /** Expressions of which it cannot be seen what they say. */
  readonly unclear: readonly string[];
}

const rooms = /^(catalog|cli|client|contract|data|graph|media|runs|server|trainer)\//;

export function findRemedies(): Remedies {
  const files = sources
    .filter(({ path }) => rooms.test(path) && path.endsWith('.ts') && !path.endsWith('_pb.ts'))
    .map(readFile);
  const everywhere = new Map<string, { readonly node: Node; readonly file: File }[]>();
  for (const file of files)
    for (const [name, nodes] of file.named)
      everywhere.set(name, [...(everywhere.get(name) ?? []), ...nodes.map((node) => ({ node, file }))]);

  const templates = new Set<string>();
  const unclear = new Set<string>();
  const seen = new Set<Node>();
  /** Parameters that a remedy is made of, which are followed to what callers give. */
  const given = new Set<Node>();
  const open: Expression[] = [];
  for (const file of files) {
    for (const { node, within } of file.nodes) {
      const expression = remedyIn(node);
      if (expression) open.push({ node: expression, file, within });
      if (isFunction(node))
        for (const parameter of parametersOf(node)) if (nameOf(parameter) === 'remedy') given.add(parameter);
    }
  }
  const follow = (): void => {
    for (let next = open.pop(); next; next = open.pop()) {
      if (seen.has(next.node)) continue;
      seen.add(next.node);
      resolve(next);
    }
  };
  // What callers give may be made of parameters of theirs.
  for (let before = -1; before < given.size;) {
    before = given.size;
    follow();
    for (const file of files)
      for (const { node, within } of file.nodes)
        for (const argument of remediesGiven(node, file)) open.push({ node: argument, file, within });
    follow();
  }
  return { templates, unclear: [...unclear].toSorted() };

  /** The definitions of a name: those of the file, else those that it may import. */
  function definitions(name: string, file: File) {
    const own = file.named.get(name);
    return own ? own.map((node) => ({ node, file })) : (everywhere.get(name) ?? []);
  }

  /** The arguments of a call that are remedies. */
  function remediesGiven(node: Node, file: File): readonly Node[] {
    if (node.type !== 'CallExpression') return [];
    const name = nameOf(node['callee'] as Node);
    const callees = name === undefined ? [] : definitions(name, file);
    return callees.flatMap(({ node: callee }) =>
      parametersOfCallee(callee).flatMap((parameter, at) => {
        const argument = (node['arguments'] as readonly Node[])[at];
        return parameter && given.has(parameter) && argument ? [argument] : [];
      }),
    );
  }

  function resolve({ node, file, within }: Expression): void {
    const also = (...nodes: readonly unknown[]) =>
      open.push(...nodes.map((each) => ({ node: each as Node, file, within })));
    switch (node.type) {
      // A line for a person, in which a remedy stands that was made elsewhere.
      case 'TemplateLiteral':
        return;
      case 'ConditionalExpression':
        return void also(node['consequent'], node['alternate']);
      case 'LogicalExpression':
        return void also(...(node['operator'] === '&&' ? [] : [node['left']]), node['right']);
      case 'ParenthesizedExpression':
      case 'TSAsExpression':
      case 'TSNonNullExpression':
      case 'TSSatisfiesExpression':
        return void also(node['expression']);
      case 'ArrowFunctionExpression':
      case 'FunctionDeclaration':
      case 'FunctionExpression':
        for (const result of resultsOf(node)) open.push({ node: result, file, within: [...within, node] });
        return;
      case 'MemberExpression': {
        // One that was made elsewhere is followed there.
        if (nameOf(node['property'] as Node) === 'remedy' && node['computed'] !== true) return;
        const tables = definitions(nameOf(node['object'] as Node) ?? '', file).map((one) =>
          valuesOf(one.node),
        );
        if (tables.length === 1 && tables[0]) return void also(...tables[0]);
        break;
      }
      case 'CallExpression': {
        const callee = node['callee'] as Node;
        const [first] = node['arguments'] as readonly Node[];
        if (nameOf(callee) === 'text') for (const template of stringsOf(first!)) templates.add(template);
        // What is rendered was made elsewhere.
        else if (nameOf(callee) !== 'render') also(callee);
        return;
      }
      case 'Identifier': {
        const name = nameOf(node)!;
        const parameter = within.flatMap(parametersOf).find((each) => nameOf(each) === name);
        if (parameter) return void given.add(parameter);
        const found = definitions(name, file);
        for (const one of found) open.push({ ...one, within: [] });
        if (found.length > 0) return;
      }
    }
    if (nameOf(node) === 'undefined') return;
    const line = file.text.slice(0, node.start).split('\n').length;
    unclear.add(`${file.path}:${line} ${node.type}`);
  }
}

/** What is written to a property, a constant or a default of this name. */
function remedyIn(node: Node): Node | undefined {
  if (node.type === 'Property' && nameOf(node['key'] as Node) === 'remedy' && node['kind'] === 'init') {
    const value = node['value'] as Node;
    // A pattern takes a remedy apart that was made elsewhere; `{ remedy }` hands on what has the name.
    return value.type === 'Identifier' || value.type === 'AssignmentPattern' ? undefined : value;
  }
  if (node.type === 'VariableDeclarator' && nameOf(node['id'] as Node) === 'remedy')
    return (node['init'] ?? undefined) as Node | undefined;
  if (node.type === 'AssignmentPattern' && nameOf(node) === 'remedy') return node['right'] as Node;
  return undefined;
}

function readFile({ path, text }: { readonly path: string; readonly text: string }): File {
  const nodes = nodesIn(parseAst(text, { lang: 'ts' }) as unknown as Node);
  const named = new Map<string, Node[]>();
  for (const { node } of nodes) {
    const value = node.type === 'VariableDeclarator' ? node['init'] : node;
    const name = nameOf(node['id'] as Node | undefined);
    const isDefined = node.type === 'VariableDeclarator' || node.type === 'FunctionDeclaration';
    if (isDefined && name !== undefined && value)
      named.set(name, [...(named.get(name) ?? []), value as Node]);
  }
  return { path, text, named, nodes };
}

/** A node and everything in it. */
function nodesIn(root: Node): readonly Placed[] {
  const nodes: Placed[] = [{ node: root, within: [] }];
  for (const { node, within } of nodes) {
    const inside = isFunction(node) ? [...within, node] : within;
    const add = (child: unknown): void => {
      if (Array.isArray(child)) child.forEach(add);
      else if (typeof child === 'object' && child !== null && 'type' in child)
        nodes.push({ node: child as Node, within: inside });
    };
    for (const field in node) add(node[field]);
  }
  return nodes;
}

const isFunction = ({ type }: Node): boolean =>
  type === 'ArrowFunctionExpression' || type === 'FunctionDeclaration' || type === 'FunctionExpression';

const parametersOf = (node: Node): readonly Node[] => (node['params'] as readonly Node[] | undefined) ?? [];

/** Of a kind of problem, which is given a place first, those of the function that words it. */
function parametersOfCallee(callee: Node): readonly (Node | undefined)[] {
  if (isFunction(callee)) return parametersOf(callee);
  const isKind = callee.type === 'CallExpression' && nameOf(callee['callee'] as Node) === 'defineProblem';
  return isKind ? [undefined, ...parametersOf((callee['arguments'] as readonly Node[])[2]!)] : [];
}

/** What a function may answer. */
function resultsOf(node: Node): readonly Node[] {
  const body = node['body'] as Node;
  if (body.type !== 'BlockStatement') return [body];
  return nodesIn(body).flatMap(({ node: { type, argument }, within }) =>
    type === 'ReturnStatement' && within.length === 0 && argument ? [argument as Node] : [],
  );
}

/** What a table has; undefined for what is none. */
function valuesOf(node: Node): readonly Node[] | undefined {
  const properties = node.type === 'ObjectExpression' ? (node['properties'] as readonly Node[]) : undefined;
  return properties?.map((property) => (property['value'] ?? property['argument']) as Node);
}

/** Of an identifier, and of a parameter with a default. */
function nameOf(node: Node | undefined): string | undefined {
  if (node?.type === 'AssignmentPattern') return nameOf(node['left'] as Node);
  return node?.type === 'Identifier' ? (node['name'] as string) : undefined;
}

/** The texts that an expression may be; those joined by `+` are one. */
function stringsOf(node: Node): readonly string[] {
  if (node.type === 'ConditionalExpression')
    return [node['consequent'], node['alternate']].flatMap((each) => stringsOf(each as Node));
  if (node.type === 'BinaryExpression') {
    const [left, right] = [node['left'], node['right']].map((each) => stringsOf(each as Node));
    return left!.flatMap((start) => right!.map((end) => start + end));
  }
  return typeof node['value'] === 'string' ? [node['value']] : [];
}
