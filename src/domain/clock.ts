/** Where time comes from. Nothing else in the code asks the machine what time it is. */
export interface Clock {
  now(): Date;
}
