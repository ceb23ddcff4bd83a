/**
 * What somebody outside has come to with their link: an approval; the place where a code is asked for and entered,
 * with the link alone; lines of the check sheet; the figures of its progress; somebody's own dates,
 * for their calendar program.
 */
export type LinkDoor = 'approval' | 'code' | 'answers' | 'progress' | 'calendar';
