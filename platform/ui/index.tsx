/** The document and its frame. */
export { Page } from './components/page.tsx'
export type { PagePerson, PageProps } from './components/page.tsx'
export { renderPage } from './render.ts'
export { assetUrls, uiAssets } from './assets.ts'
export type { UiAsset } from './assets.ts'
/** Headings, overviews. */
export { Card, CardGrid, PageHeading, Stat, StatRow } from './components/heading.tsx'
export type { CardProps, PageHeadingProps, StatProps } from './components/heading.tsx'
/** Ways through the pages. */
export { Pagination, Tabs } from './components/navigation.tsx'
export type { Crumb, NavigationItem, PaginationProps, TabsProps } from './components/navigation.tsx'
/** Messages and states. */
export { DefinitionNote, Details, EmptyState, InsetText, NoticeBanner, Tag } from './components/notices.tsx'
export type { EmptyStateProps, Notice, Tone } from './components/notices.tsx'
/** Numbers of things. */
export { Count, Counted } from './components/count.tsx'
export type { CountProps } from './components/count.tsx'
/** Forms. */
export { Button, ButtonRow, Dialog, ErrorSummary, Form } from './components/form.tsx'
export type { ButtonKind, ButtonProps, DialogProps, ErrorSummaryProps, FormProps } from './components/form.tsx'
export {
  CheckboxGroup,
  DateField,
  Fieldset,
  FileField,
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
} from './components/fields.tsx'
export type {
  CheckboxGroupProps,
  FieldProps,
  FieldWidth,
  Option,
  RadioGroupProps,
  SelectFieldProps,
  TextAreaProps,
  TextFieldProps,
} from './components/fields.tsx'
/** Lists and tables. */
export { DataTable } from './components/table.tsx'
export type { Column, DataTableProps, SortDirection, Sorting } from './components/table.tsx'
export { ResultList } from './components/results.tsx'
export type { Result, ResultListProps } from './components/results.tsx'
export { FilterBar, SearchBar } from './components/search.tsx'
export type { FilterBarProps, SearchBarProps } from './components/search.tsx'
export { FileList, SummaryList } from './components/lists.tsx'
export type { FileItem, SummaryItem } from './components/lists.tsx'
/** The way of a request. */
export { Timeline } from './components/timeline.tsx'
export type { ReceiptState, Side, TimelineEntry, TimelineProps } from './components/timeline.tsx'
export { ProgressOnBothSides, StepIndicator } from './components/progress.tsx'
export type { Step, Track } from './components/progress.tsx'
export { QrCode } from './components/qr.tsx'
/** Data in text. */
export { Bdi, Bytes, Code, DateTime, Hash, Money } from './components/text.tsx'
export type { DateTimeProps, HashProps, MoneyProps } from './components/text.tsx'
/** The texts of the frame, where a page needs the same words. */
export { uiText } from './messages.ts'
