/**
 * An object that one factory makes is described once: its type is the factory's return type, and its members' comments are in the factory. An
 * interface beside the factory would say the same a second time.
 */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const src = path.join(import.meta.dirname, "..", "..", "src");
const files = readdirSync(src, { recursive: true, encoding: "utf8" }).map((file) => file.split(path.sep).join("/"))
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|testing/.test(file));

/** Interfaces that stay, and why. */
const KEPT = {
  "many files read it as a contract": ["page/state/series Series", "page/state/frames Frames", "engine/trainer/trainer Trainer", "page/app/handle ElboRoomHandle", "page/app/run/runKeeper RunKeeper"],
  "another object has this type, too": [
    "page/ui/lossChart/chartData LossReader", "torchSubset/program/settings Settings", "engine/device/kernels/opCases OpCase", "course/exercises/check Computing", "page/features/takeHome/film/encode Encoder",
    "page/state/link/manglings Mangling", "page/state/series LossRecord",
  ],
  "it types what the factory chooses among": ["page/ui/layers/signed Tiling", "page/ui/experiment/sliderScale SliderScale"],
  "members of a hook are declared one by one": ["page/features/learn/exercises/useExercise OpenExercise", "page/features/learn/studies/useStudy OpenStudy"],
};

/** Returns the function that a statement declares, or that is the value of its first variable. */
function functionOf(statement: ts.Statement): ts.FunctionDeclaration | ts.ArrowFunction | null {
  if (ts.isFunctionDeclaration(statement)) return statement;
  const value = ts.isVariableStatement(statement) ? statement.declarationList.declarations[0]?.initializer : undefined;
  return value && ts.isArrowFunction(value) ? value : null;
}

/** Returns whether a function ends with an object literal that it returns. */
function makesObject({ body }: ts.FunctionDeclaration | ts.ArrowFunction): boolean {
  const last = body && ts.isBlock(body) ? body.statements.at(-1) : body;
  const value = last && ts.isReturnStatement(last) ? last.expression : last;
  return value !== undefined && (ts.isObjectLiteralExpression(value) || (ts.isParenthesizedExpression(value) && ts.isObjectLiteralExpression(value.expression)));
}

const hasMethods = ({ members }: ts.InterfaceDeclaration): boolean =>
  members.some((member) => ts.isMethodSignature(member) || (ts.isPropertySignature(member) && member.type !== undefined && ts.isFunctionTypeNode(member.type)));

/** Returns the interfaces with methods whose only implementation in their file is a factory. */
function describedTwice(name: string, text: string): readonly string[] {
  const { statements } = ts.createSourceFile(name, text, ts.ScriptTarget.Latest);
  const factories = statements.map(functionOf).filter((one) => one !== null);
  return statements.filter(ts.isInterfaceDeclaration).filter((one) => {
    const makers = factories.filter(({ type }) => type && ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName) && type.typeName.text === one.name.text);
    return !one.heritageClauses && !one.typeParameters && hasMethods(one) && makers.length === 1 && makers.every(makesObject);
  }).map((one) => `${name.replace(/\.tsx?$/, "")} ${one.name.text}`);
}

test("no interface describes what one factory beside it makes, but those that are kept for a reason", () => {
  const found = files.flatMap((file) => describedTwice(file, readFileSync(path.join(src, file), "utf8")));
  expect(found.toSorted()).toEqual(Object.values(KEPT).flat().toSorted());
});

test("such an interface is found, whether the factory is a function or an arrow", () => {
  const twice = "interface Lamp { light(): void } function createLamp(): Lamp { return { light() {} }; }";
  expect(describedTwice("lamp.ts", twice)).toEqual(["lamp Lamp"]);
  expect(describedTwice("lamp.ts", "interface Lamp { light(): void } const createLamp = (): Lamp => ({ light() {} });")).toEqual(["lamp Lamp"]);
  expect(describedTwice("lamp.ts", `${twice} function createTorch(): Lamp { return { light() {} }; }`)).toEqual([]);
});
