/** Writes the plan of an experiment, as `mtl train` would hand it to the trainer: `node make-plan.mjs EXPERIMENT.mtl PLAN.json`. */
import { writeFileSync } from 'node:fs';
import { analyseFile } from '../../cli/analyse-file';
import { describeProblem } from '../../contract/problem';

const [experiment, file] = process.argv.slice(2) as [string, string];
const analysed = await analyseFile(experiment);
const problems = 'problem' in analysed ? [analysed.problem] : analysed.analysis.problems;
for (const problem of problems) console.error(describeProblem(problem));
if ('problem' in analysed || !analysed.analysis.plan) process.exit(1);
writeFileSync(file, JSON.stringify(analysed.analysis.plan));
process.exit(0);
