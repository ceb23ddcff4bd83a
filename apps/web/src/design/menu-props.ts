export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  readonly note?: string;
}

export interface MenuProps {
  /** What the list is of; also the button's name where its face is not enough. */
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly onChoose: (id: string) => void;
  /** Where one of the entries is the present one. */
  readonly chosen?: string;
}
