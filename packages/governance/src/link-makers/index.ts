export { type Made, nobody, ofPresentMakers, standingOfMaker } from './maker-store.ts';
